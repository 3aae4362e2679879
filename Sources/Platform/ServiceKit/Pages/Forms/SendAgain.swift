import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// A form that came when its session had ended, or under another one: nothing was done, and it can
/// be sent once more, now that whoever is signed in has been told as whom.
struct SendAgain: PageData {
  static let template = "send-again"

  /// With its query, which says what it is about.
  let action: String
  let key: String?
  /// The words of the button that was pressed; nil: it had none that are known.
  let act: String?
  let fields: [FormView.Hidden]
  /// What was typed, where the page knows what it is called.
  let typed: [Typed]
  /// As whom it would be sent; nil: nobody is signed in.
  let sender: String?
  let signIn: String?

  struct Typed {
    let label: String
    let value: String
  }

  static let example = SendAgain(
    action: "/managers/new", key: "key", act: "Add",
    fields: [FormView.Hidden(name: "name", value: "Tom")],
    typed: [Typed(label: "Name", value: "Tom")], sender: "You are signed in as Tom (manager).",
    signIn: "/sign-in")
}

extension PageDoor {
  /// The page for who sent a form and is not the one it was made for.
  ///
  /// - Throws: the problem, to whoever cannot press the page's button: programs, and scripts of pages.
  func sendAgain(
    _ request: Request, _ context: RequestScope, by visitor: Visitor?
  ) async throws -> Response {
    guard request.showsPage else { throw Self.signInNeeded }
    return try sendAgain(
      request, context, SentForm(try await request.urlEncodedForm()), by: visitor)
  }

  func sendAgain(
    _ request: Request, _ context: RequestScope, _ sent: SentForm, by visitor: Visitor?
  ) throws -> Response {
    let problem = visitor == nil ? Self.signInNeeded : Self.staleForm
    let language = Language(acceptLanguage: request.headers[.acceptLanguage])
    let texts = pages.texts[language]
    let typed = sent.fields.filter(\.isReadable).compactMap { field in
      texts.find("field_\(field.name.text)").map {
        SendAgain.Typed(label: $0, value: field.value)
      }
    }
    // Who is to press a button has to be told what it does.
    guard request.showsPage, !typed.isEmpty || sent.act != nil else { throw problem }
    context.outcome.note(problem)
    let header = visitor?.view(
      texts, language, path: request.uri.path, navigation: admission.navigation)
    var page = PageView(
      SendAgain(
        action: request.address, key: sent.key, act: sent.act,
        fields: sent.fields.map { FormView.Hidden(name: $0.name.text, value: $0.value) },
        typed: typed,
        sender: header.map {
          texts.text("send_again_as", ["name": $0.name, "roles": $0.roles])
        }, signIn: visitor == nil ? admission.site.signInAddress(returningTo: nil) : nil),
      titleKey: "")
    page.title = .text(texts.title(of: problem))
    page.status = problem.status
    return page.response(pages, language: language, visitor: header)
  }

  static var staleForm: Problem {
    .forbidden("stale-form", "Go back, load the page again and send it once more.")
  }
}

extension Request {
  /// Its path and query.
  fileprivate var address: String { uri.path + (uri.query.map { "?" + $0 } ?? "") }

  /// Whether the answer becomes a page of its own.
  fileprivate var showsPage: Bool { Site.isForPeople(self) && isNavigation }

  /// Whether a browser goes where it leads, as it says in `Sec-Fetch-Mode`
  /// (https://www.w3.org/TR/fetch-metadata/).
  var isNavigation: Bool {
    let mode = headers[.fetchMode]
    return mode == nil || mode == "navigate"
  }
}

extension SentForm.Field {
  /// Whether it tells people anything: what pages send by themselves is an id or an instant.
  fileprivate var isReadable: Bool {
    !value.isEmpty && UUID(uuidString: value) == nil && Timestamp.parse(value) == nil
  }
}
