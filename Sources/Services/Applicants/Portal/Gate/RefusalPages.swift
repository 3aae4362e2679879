import Contracts
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// What those are answered that the gate does not go on with: prepared when the process starts, a page
/// a language and a document for programs. No template runs for them.
struct RefusalPages: Sendable {
  /// A page, parted where it says in how many seconds to come again.
  private struct Page {
    let before: String
    let after: String
  }

  private struct Key: Hashable {
    let name: String
    /// Nil: a problem document.
    let language: Language?
  }

  private let pages: [Key: Page]

  init(_ texts: Texts) {
    var pages: [Key: Page] = [:]
    for refusal in PortalRefusal.kinds {
      pages[Key(name: refusal.name, language: nil)] = Page(
        before: String(decoding: refusal.problem.document, as: UTF8.self), after: "")
      for language in Language.allCases {
        pages[Key(name: refusal.name, language: language)] = Self.page(refusal, texts[language])
      }
    }
    self.pages = pages
  }

  /// - Parameter jitter: see ``PortalRefusal/retryAfter(jitter:)``.
  func answer(
    _ refusal: PortalRefusal, to request: Request,
    jitter: Double = .random(in: 0..<1)
  ) -> Response {
    let isForPrograms = PortalHead(request).isForPrograms
    let language =
      isForPrograms
      ? nil
      : request.chosenLanguage ?? Language(acceptLanguage: request.headers[.acceptLanguage])
    let seconds = refusal.retryAfter(jitter: jitter)
    let page = pages[Key(name: refusal.name, language: language)]
    var headers: HTTPFields = [
      .contentType: isForPrograms ? "application/problem+json" : "text/html; charset=utf-8",
      .cacheControl: "no-store",
    ]
    headers[.retryAfter] = seconds.map(String.init)
    let text = (page?.before ?? "") + (seconds.map(String.init) ?? "") + (page?.after ?? "")
    let body = isForPrograms ? page?.before ?? "" : text
    return Response(
      status: HTTPResponse.Status(code: refusal.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }

  /// Without style and script, and without anything that its reader has sent.
  private static func page(_ refusal: PortalRefusal, _ texts: LocalTexts) -> Page {
    let title = texts.text("refused_\(refusal.name)")
    let halves = texts.text("refused_\(refusal.name)_detail")
      .split(separator: "{seconds}", maxSplits: 1, omittingEmptySubsequences: false)
    let language = texts.language.rawValue
    return Page(
      before: """
        <!doctype html>
        <html lang="\(language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        </head>
        <body>
        <h1>\(title)</h1>
        <p>\(halves[0])
        """,
      after: """
        \(halves.count > 1 ? halves[1] : "")</p>
        <p><a href="/apply?lang=\(language)">\(texts.text("apply"))</a></p>
        </body>
        </html>

        """)
  }
}

extension PortalRefusal {
  /// One of each.
  fileprivate static let kinds: [PortalRefusal] = [
    .tooLarge(limit: 0), .unsupportedType, .tooMany(0), .overloaded, .ticket(.invalid),
    .ticket(.tooYoung),
    .ticket(.expired), .ticketUsedUp,
  ]

  /// As texts have it.
  fileprivate var name: String {
    switch self {
    case .tooLarge: "too-large"
    case .unsupportedType: "unsupported-type"
    default: slug ?? ""
    }
  }
}
