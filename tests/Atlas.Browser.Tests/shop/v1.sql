CREATE TABLE customers (
    id integer NOT NULL PRIMARY KEY,
    email varchar(255) NOT NULL
);
CREATE UNIQUE INDEX customers_email ON customers (email);
