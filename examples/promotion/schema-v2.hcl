schema "main" {}

table "users" {
  schema = schema.main
  column "id" {
    type = integer
  }
  column "email" {
    type = varchar(255)
  }
  primary_key {
    columns = [column.id]
  }
  index "users_email" {
    unique  = true
    columns = [column.email]
  }
}

table "invoices" {
  schema = schema.main
  column "id" {
    type = integer
  }
  column "user_id" {
    type = integer
  }
  column "total" {
    type    = decimal(10,2)
    default = 0
  }
  primary_key {
    columns = [column.id]
  }
  foreign_key "invoices_user" {
    columns     = [column.user_id]
    ref_columns = [table.users.column.id]
    on_delete   = CASCADE
  }
  check "total_positive" {
    expr = "total >= 0"
  }
}
