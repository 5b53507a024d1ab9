service "web" {
  prot = 8080
}
