CREATE TABLE customers (
    id integer NOT NULL PRIMARY KEY,
    email varchar(255) NOT NULL,
    phone varchar(40)
);
CREATE UNIQUE INDEX customers_email ON customers (email);
CREATE UNIQUE INDEX customers_phone ON customers (phone);
CREATE TABLE products (
    id integer NOT NULL PRIMARY KEY,
    name text NOT NULL,
    price decimal(10,2) NOT NULL DEFAULT 0,
    CONSTRAINT price_not_negative CHECK (price >= 0)
);
CREATE TABLE orders (
    id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL,
    placed_at datetime NOT NULL,
    CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);
CREATE TABLE order_lines (
    order_id integer NOT NULL,
    product_id integer NOT NULL,
    quantity integer NOT NULL DEFAULT 1,
    PRIMARY KEY (order_id, product_id),
    CONSTRAINT order_lines_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
    CONSTRAINT order_lines_product FOREIGN KEY (product_id) REFERENCES products (id)
);
