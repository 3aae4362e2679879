public import Hummingbird

/// What the pages of one service are made of: its templates, texts and files, and the shared ones.
public struct Pages: Sendable {
  let templates: PageTemplates
  public let texts: Texts
  let assets: PageAssets

  /// - Parameters:
  ///   - service: the service's name; its files are served below `/assets/<service>`.
  ///   - templates: Mustache sources by name. A page begins with `{{<layout}}{{$main}}` and gets its
  ///     data as `page`, texts as `t`.
  ///   - files: scripts and pictures by name.
  /// - Throws: `PageDefect` for anything that is wrong with them.
  public init(
    service: String, templates: [String: [UInt8]], texts: [Language: [UInt8]],
    files: [String: [UInt8]] = [:]
  ) throws(PageDefect) {
    let own = try Texts(texts)
    try self.init(
      templates: templates, texts: try own.adding(Texts(SharedPages.texts)),
      assets: PageAssets(folder: service, files: files))
  }

  private init(
    templates: [String: [UInt8]], texts: Texts, assets: PageAssets
  ) throws(PageDefect) {
    self.texts = texts
    self.assets = assets
    self.templates = try PageTemplates(
      templates.merging(SharedPages.templates) { own, _ in own }, texts: texts)
  }

  /// Serves the files that the pages refer to, the shared ones too: for a server that has no
  /// `ServiceRouter`.
  public func addFiles(to router: some RouterMethods) {
    SharedPages.assets.addRoutes(to: router)
    assets.addRoutes(to: router)
  }

  /// The pages that every service has: problems and the end of a session.
  static func shared() throws(PageDefect) -> Pages {
    try Pages(
      templates: [:], texts: Texts(SharedPages.texts), assets: SharedPages.assets)
  }
}

/// What all pages share, embedded in the executable.
enum SharedPages {
  static let templates = [
    "home": PackageResources.home_mustache,
    "layout": PackageResources.layout_mustache,
    "problem": PackageResources.problem_mustache,
    "signed-out": PackageResources.signed_out_mustache,
  ]
  static let texts: [Language: [UInt8]] = [
    .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
  ]
  static let assets = PageAssets(
    folder: "site",
    files: ["style.css": PackageResources.style_css, "icon.svg": PackageResources.icon_svg])
}
