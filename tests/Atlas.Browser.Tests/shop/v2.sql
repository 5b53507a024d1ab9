CREATE TABLE customers (
    id integer NOT NULL PRIMARY KEY,
    email varchar(255) NOT NULL
);
CREATE UNIQUE INDEX customers_email ON customers (email);
CREATE TABLE orders (
    id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL,
    placed_at datetime NOT NULL,
    CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);
