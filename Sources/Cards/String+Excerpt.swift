extension String {
  /// The text for a message: of a long one the beginning.
  public var excerpt: String { utf8.count > 60 && count > 60 ? prefix(57) + "..." : self }
}
