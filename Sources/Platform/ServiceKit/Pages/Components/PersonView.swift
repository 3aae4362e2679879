/// Somebody one meets: a photo in a circle, or the initial where there is none, and the first name.
/// The partial `person`.
public struct PersonView: Sendable {
  let name: String
  let initial: String
  let photo: String?

  /// - Parameter photo: where it is; nil: there is none.
  public init(_ firstName: String, photo: String? = nil) {
    name = firstName
    initial = firstName.first.map { $0.uppercased() } ?? "?"
    self.photo = photo
  }

  /// With all that there can be.
  public static var example: PersonView { PersonView("Tom", photo: "/photo") }
}
