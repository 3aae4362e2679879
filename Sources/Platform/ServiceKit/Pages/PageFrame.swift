import Contracts

/// What a template sees.
struct PageFrame {
  let t: [String: String]
  let language: String
  let title: String
  /// Whether its form was refused: who hears pages is told so first.
  let isMistaken: Bool
  let style: String
  /// Those of its own.
  let styles: [String]
  let icon: String
  let scripts: [String]
  let notice: PageNotice?
  let visitor: VisitorView?
  /// The same page in the other languages, where somebody may choose.
  var languages: [LanguageLink] = []
  /// The page's own data.
  let page: Any

  /// The header's part: who is signed in and where they may go.
  struct VisitorView {
    let name: String
    let roles: String
    let links: [Link]
    let formToken: String
    /// By which a second press of a form's button is known.
    var formKey = ""
    /// Whether the page asks for the session's token anew.
    let renews: Bool
  }

  struct Link {
    let path: String
    let title: String
    let current: Bool
  }

  struct LanguageLink {
    let path: String
    let tag: String
    let name: String

    /// - Parameter path: of a page that is in that language when its address says so.
    init(_ language: Language, path: String) {
      self.path = path + queryString([(PublicVisit.language, language.rawValue)])
      tag = language.rawValue
      name = language.ownName
    }
  }
}

extension PageFrame {
  /// Everything that there can be around a page, and the page's example.
  static func example(_ page: some PageData, _ texts: Texts) -> PageFrame {
    PageFrame(
      t: Dictionary(uniqueKeysWithValues: texts.keys.map { ($0, $0) }), language: "en",
      title: "A page", isMistaken: true, style: "/style.css", styles: ["/own.css"],
      icon: "/icon.svg",
      scripts: ["/script.js"],
      notice: PageNotice(text: "Done.", look: "info"),
      visitor: VisitorView(
        name: "Tom", roles: "manager", links: [Link(path: "/", title: "Home", current: true)],
        formToken: "token", formKey: "key", renews: true),
      languages: Language.allCases.map { LanguageLink($0, path: "/") }, page: page)
  }
}

/// What has just been done, or has come to nothing. The partial `notice`.
struct PageNotice {
  let text: String
  /// A class besides; nil: of what is done.
  let look: String?
}

extension PageNotice {
  /// - Parameter name: the rest of its text's key; nil for one without a text.
  init?(_ name: String, _ texts: LocalTexts) {
    if let done = texts.find("done_\(name)") {
      self.init(text: done, look: nil)
    } else if let undone = texts.find("undone_\(name)") {
      self.init(text: undone, look: "info")
    } else {
      return nil
    }
  }
}
