test "schema" "an_email_is_unique" {
  exec {
    sql = "INSERT INTO customers (id, email) VALUES (1, 'a@example.com')"
  }
  catch {
    sql = "INSERT INTO customers (id, email) VALUES (2, 'a@example.com')"
  }
}
