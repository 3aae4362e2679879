import Contracts
import Hummingbird

/// A form that sends a photo: taken just now, or before. The partial `photo-form`, above which stands
/// the partial `mistakes`; the page has the script ``Visit/photo``.
public struct PhotoFormView: Sendable {
  let action: String
  /// By whose subject a browser keeps the photo: nobody else who uses it sends what waits there.
  let whose: String
  let mistakes: MistakeSummary?
  let now: FieldView
  let before: FieldView
  let submit: String

  /// The file that a camera makes.
  static let now = "photo"
  /// The one that was made earlier.
  static let before = "photo_before"

  /// One that was refused, with all that there can be.
  public static var example: PhotoFormView { example(.example) }

  static func example(_ texts: LocalTexts) -> PhotoFormView {
    let files = [now, before].map { name in
      FieldView(
        name, .text, label: texts.text("field_\(name)"), hint: texts.text("field_example_hint"),
        value: "", mistake: texts.text(of: .required))
    }
    return PhotoFormView(
      action: "/design", whose: "tom", mistakes: FormView.example(texts).mistakes, now: files[0],
      before: files[1], submit: texts.text("send"))
  }
}

extension Visit {
  /// What keeps a photo until the server has it; see `photo.js`.
  public static let photo = "photo.js"

  /// The form of ``PageRoutes/postPhoto`` as a page shows it.
  ///
  /// - Parameters:
  ///   - path: where it is sent; a refusal is said in the form that was sent there.
  ///   - label: what the photo shall show.
  ///   - submit: the text on its button.
  public func photoForm(to path: String, label: String, submit: String) -> PhotoFormView {
    let problem = request.uri.path == path ? sent?.problem : nil
    let files = [PhotoFormView.now, PhotoFormView.before].map { name in
      let field = PageForm.Field(name)
      return FieldView(
        field, label: name == PhotoFormView.now ? label : nil, texts, value: "",
        mistake: problem.flatMap { texts.mistake(in: field, $0) })
    }
    return PhotoFormView(
      action: path, whose: caller.subject.text,
      mistakes: problem.map { MistakeSummary($0, files, texts) },
      now: files[0], before: files[1], submit: submit)
  }
}
