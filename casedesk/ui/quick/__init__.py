"""Ten minutes to class: a wish becomes a plan."""
