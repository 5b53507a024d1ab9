variable "database" {
  type    = string
  default = "eu"
}

env "staging" {
  url = "sqlite://staging_${var.database}.db"
  schema {
    src = "atlas://shop"
    repo { report = true }
  }
}

env "production" {
  url = "sqlite://production_${var.database}.db"
  schema {
    src = "atlas://shop"
  }
  check "schema_apply" {
    deny "outside_working_hours" {
      condition = self.planned_migration.target_version == "20260608170000"
      message   = "Version ${self.planned_migration.target_version} was pushed after five in the afternoon."
    }
  }
}
