extension String {
  /// With a mark before each of some characters of syntax.
  ///
  /// By scalars: one of them with a combining mark behind it is another `Character`, and still syntax.
  ///
  /// - Parameter mark: what goes before a scalar; nil: it stands for itself.
  func escaped(_ mark: (Unicode.Scalar) -> Unicode.Scalar?) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let mark = mark(scalar) { escaped.append(mark) }
      escaped.append(scalar)
    }
    return String(escaped)
  }
}
