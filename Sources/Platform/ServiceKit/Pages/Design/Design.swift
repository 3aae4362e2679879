import Contracts
public import Hummingbird

/// The catalogue of what pages are made of, for who makes pages: every component with an example, in
/// each language and by day and by night. `mcf up` serves it.
public struct Design: Sendable {
  public static let path = "/design"

  private let pages: Pages

  /// How the catalogue can be looked at.
  struct Look: Sendable {
    let language: Language
    let isDark: Bool

    var path: String { "\(Design.path)/\(language.rawValue)/\(isDark ? "dark" : "light")" }
    var file: String { isDark ? "dark.css" : "light.css" }

    /// In its own language, as whoever looks for it reads it.
    var title: String {
      switch language {
      case .english: isDark ? "English, by night" : "English, by day"
      case .russian: isDark ? "По-русски, ночью" : "По-русски, днём"
      }
    }
  }

  static let looks = Language.allCases.flatMap { language in
    [false, true].map { Look(language: language, isDark: $0) }
  }

  public init() throws(PageDefect) {
    pages = try Pages(
      service: "design", templates: [DesignView.template: Array(DesignView.source.utf8)],
      showing: [DesignView.self],
      texts: [
        .english: PackageResources.design_en_txt, .russian: PackageResources.design_ru_txt,
      ], files: ["light.css": Self.style(isDark: false), "dark.css": Self.style(isDark: true)])
  }

  public func addRoutes(to router: some RouterMethods) {
    pages.assets.addRoutes(to: router)
    for look in Self.looks {
      router.get(RouterPath(look.path)) { _, _ in response(look) }
    }
    router.get(RouterPath(Self.path)) { request, _ in
      let language = Language(acceptLanguage: request.headers[.acceptLanguage])
      return response(Look(language: language, isDark: false))
    }
  }

  func response(_ look: Look) -> Response {
    var page = PageView(DesignView(pages.texts[look.language], look: look), titleKey: "design")
    page.style = pages.assets.path(look.file)
    return page.response(pages, language: look.language)
  }

  /// The pages' style sheet with one scheme, whichever the reader's system prefers.
  private static func style(isDark: Bool) -> [UInt8] {
    let css = String(decoding: PackageResources.style_css, as: UTF8.self)
      .replacing(
        "@media (prefers-color-scheme: dark)", with: isDark ? "@media all" : "@media not all"
      )
      .replacing("color-scheme: light dark", with: "color-scheme: \(isDark ? "dark" : "light")")
    return Array(css.utf8)
  }
}
