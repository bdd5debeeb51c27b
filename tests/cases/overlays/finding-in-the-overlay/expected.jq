.findings | length == 1 and (.[0].description | (.file | endswith("finding-in-the-overlay/overlay.yaml")) and .line == 9 and .pointer == "/components/schemas/Book/properties/isbn/minLength")
