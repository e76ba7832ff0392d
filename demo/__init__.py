"""Both programs together on one machine. Uses kiosk and central alike; nobody imports the demo."""
