service "web" {
  port = 8080
  name = regex("(a", "aaa")
}
