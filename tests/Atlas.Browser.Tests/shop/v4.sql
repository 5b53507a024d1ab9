CREATE TABLE customers (
    id integer NOT NULL PRIMARY KEY,
    email varchar(255) NOT NULL
);
CREATE TABLE orders (
    id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL,
    placed_at datetime NOT NULL,
    note text NOT NULL,
    CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);
CREATE TABLE products (
    id integer NOT NULL PRIMARY KEY,
    name text NOT NULL,
    price decimal(10,2) NOT NULL DEFAULT 0,
    CONSTRAINT price_not_negative CHECK (price >= 0)
);
