"""Tools for developers and for the first start. The product never imports them."""
