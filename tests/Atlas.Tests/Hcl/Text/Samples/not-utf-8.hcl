service "web" {
  port = 8080
  name = "café"
}
