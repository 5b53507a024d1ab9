service "web" {
  port  = "many"
  hosts = [1, 2 + "x"]
}
