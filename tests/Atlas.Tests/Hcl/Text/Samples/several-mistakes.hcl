service "web" {
  port = 80 80
  name = 'web'
  note = upper(1, 2)
}
service {
  port = unknown
}
