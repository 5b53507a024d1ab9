service "web" {
  note = <<-TEXT
    one
    two
}
