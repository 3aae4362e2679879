public import Contracts
import HTTPTypes
public import Hummingbird
import NIOCore

/// One page, before it is HTML.
public struct PageView {
  var title: Title
  let data: any PageData
  private let template: String
  var status = HTTPResponse.Status.ok
  /// Scripts besides the files of its data, where its state wants them; see ``PageData/files``.
  var scripts: [String] = []
  var notice: String?
  /// Whether it holds a form that was refused.
  var isMistaken = false
  /// The path of its style sheet, if it is not the one of all pages.
  var style: String?
  /// Origins besides its own that an answer to its forms may lead to.
  public var formTargets: [String] = []
  /// The origin of what tells cats from programs, whose script and frame it has; nil: it has none.
  var challenge: String?
  /// The same page in other languages.
  var languages: [PageFrame.LanguageLink] = []
  /// Whether it shows other pages of its own origin in frames.
  public var hasFrames = false

  enum Title {
    case key(String)
    case text(String)
  }

  /// - Parameters:
  ///   - data: what its template finds as `page`.
  ///   - titleKey: the title's text.
  public init(_ data: some PageData, titleKey: String) {
    title = .key(titleKey)
    self.data = data
    template = type(of: data).template
  }

  /// - Parameters:
  ///   - data: what its template finds as `page`.
  ///   - title: such as the name of what it shows.
  public init(_ data: some PageData, title: String) {
    self.init(data, titleKey: "")
    self.title = .text(title)
  }

  /// The page for somebody who is not signed in.
  public func response(_ pages: Pages, language: Language) -> Response {
    response(pages, language: language, visitor: nil)
  }

  func response(
    _ pages: Pages, language: Language, visitor: PageFrame.VisitorView?
  ) -> Response {
    let html = pages.templates.render(template, frame(pages, language, visitor))
    return Response(
      status: status,
      headers: PageHeaders.fields(
        language, formTargets: formTargets, hasFrames: hasFrames, challenge: challenge),
      body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
  }

  /// What the page has of its own, without the layout around it and without a visitor: for what a
  /// stream sends to all who read the language.
  public func fragment(_ pages: Pages, language: Language) -> String {
    fragment(pages, language: language, visitor: nil)
  }

  func fragment(
    _ pages: Pages, language: Language, visitor: PageFrame.VisitorView?
  ) -> String {
    pages.templates.renderFragment(template, frame(pages, language, visitor))
  }

  private func frame(
    _ pages: Pages, _ language: Language, _ visitor: PageFrame.VisitorView?
  ) -> PageFrame {
    let texts = pages.texts[language]
    let heading =
      switch title {
      case .key(let key): texts.text(key)
      case .text(let text): text
      }
    // A script that comes twice is no script: what it declares would be declared already.
    let files = (type(of: data).files + scripts).reduce(into: [String]()) { files, file in
      if !files.contains(file) { files.append(file) }
    }
    return PageFrame(
      t: texts.texts, language: language.rawValue, title: heading, isMistaken: isMistaken,
      style: style ?? SharedPages.assets.path("style.css"),
      styles: files.filter(isStyle).map(pages.path),
      icon: SharedPages.assets.path("icon.svg"),
      scripts: files.filter { !isStyle($0) }.map(pages.path),
      notice: notice.flatMap { PageNotice($0, texts) }, visitor: visitor, languages: languages,
      page: data)
  }

  private func isStyle(_ file: String) -> Bool { file.hasSuffix(".css") }
}
