"""The service: JSON routes, problem details and the page."""
