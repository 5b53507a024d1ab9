data "cloud_databases" "staging" {
  repo = "myapp"
  env  = "staging"
}

env "production" {
  url = getenv("PROD_URL")
  schema {
    # Promote the schema version from the `staging` environment.
    src = "atlas://myapp?version=${data.cloud_databases.staging.targets[0].current_version}"
  }
}

env "staging" {
  url = getenv("STAGING_URL")
  schema {
    src = "atlas://myapp"
  }
}

# Every deployment is reported to the registry.
atlas {
  cloud {
    report = true
  }
}
