service "web" {
  port = null
  name = "web-${null}"
}
