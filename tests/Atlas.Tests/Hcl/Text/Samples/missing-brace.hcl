service "web" {
  port = 8080

service "api" {
  port = 8081
}
