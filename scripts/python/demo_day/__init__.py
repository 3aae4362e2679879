"""A day at Make Cats Free, played through REST and checked against REST and the database."""
