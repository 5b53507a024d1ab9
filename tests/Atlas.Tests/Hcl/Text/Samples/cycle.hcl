locals {
  host = "db.${local.zone}"
  zone = "${local.region}-a"
  region = lower(local.host)
}
