service "web" {
  port = 8080
  name = "web-${null}"
}
