promotion "production" {
  from          = ["staging"]
  require_tests = true
}
