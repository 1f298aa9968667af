/// A text as it stands in HTML and SVG, between tags or as an attribute.
func xmlText(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
}
