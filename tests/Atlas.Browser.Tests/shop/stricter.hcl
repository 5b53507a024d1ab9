promotion "production" {
  from          = ["staging"]
  soak          = "24h"
  require_tests = true
  validations   = ["smoke"]
  require_plan  = true
}
