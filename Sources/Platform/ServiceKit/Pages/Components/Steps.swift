/// How far something has come: what has happened, what goes on, and what is still to come, from the
/// top down along a line. The partial `steps`.
public struct Steps: Sendable {
  public struct Step: Sendable {
    let kind: String
    let shape: String
    let text: String
    let time: String?
    let about: String?
    let photo: PhotoFigure?
    let isCurrent: Bool

    /// - Parameters:
    ///   - time: when it happened, or will; nil: nobody knows.
    ///   - about: what more there is to say.
    ///   - photo: that shows it.
    ///   - isCurrent: whether this is where it stands.
    public init(
      _ kind: StatusMark.Kind, _ text: String, at time: String? = nil, about: String? = nil,
      photo: PhotoFigure? = nil, isCurrent: Bool = false
    ) {
      self.kind = kind.rawValue
      shape = kind.shape
      self.text = text
      self.time = time
      self.about = about
      self.photo = photo
      self.isCurrent = isCurrent
    }
  }

  let steps: [Step]

  public init(_ steps: [Step]) { self.steps = steps }

  /// With all that there can be.
  public static var example: Steps {
    Steps([
      .init(
        .done, "Done", at: "15:10", about: "By Tom.", photo: .example, isCurrent: true)
    ])
  }
}
