import ServiceKit

/// What a form says of the characteristics: a `code` settles all twenty, `characteristics` those
/// that it names.
enum CharacteristicsChange: Sendable {
  case all(Characteristics)
  case some([String: Int])

  init(_ form: Form) {
    let isNamed = form.contains("characteristics")
    let points =
      isNamed
      ? form.numbers(
        "characteristics", names: Characteristics.names, Characteristics.range) : [:]
    self = .some(points)
    guard form.contains("code") else { return }
    if isNamed {
      form.mistake(in: "code", .eitherOr("must not be sent together with characteristics"))
    }
    let code = form.text("code", 1...100)
    if let characteristics = Characteristics(code: code) {
      self = .all(characteristics)
    } else if !code.isEmpty {
      form.mistake(in: "code", .noCharacteristicsCode)
    }
  }

  func applied(to characteristics: Characteristics) -> Characteristics {
    switch self {
    case .all(let others): others
    case .some(let points): characteristics.replacing(points)
    }
  }
}

extension MistakeReason {
  fileprivate static let noCharacteristicsCode = Self(
    code: "no-characteristics-code", "must be twenty letters from A to T")
}
