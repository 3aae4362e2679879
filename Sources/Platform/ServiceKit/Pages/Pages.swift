public import Contracts
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
  ///   - data: what they show.
  ///   - files: scripts and pictures by name.
  /// - Throws: `PageDefect` for anything that is wrong with them.
  public init(
    service: String, templates: [String: [UInt8]], showing data: [any PageData.Type],
    texts: [Language: [UInt8]], files: [String: [UInt8]] = [:]
  ) throws(PageDefect) {
    try self.init(
      own: templates, and: SharedPages.templates, showing: data,
      texts: try Texts(texts).withShared(),
      assets: PageAssets(folder: service, files: files))
  }

  private init(
    own: [String: [UInt8]], and others: [String: [UInt8]] = [:], showing data: [any PageData.Type],
    texts: Texts, assets: PageAssets
  ) throws(PageDefect) {
    self.texts = texts
    self.assets = assets
    templates = try PageTemplates(
      own.merging(others) { own, _ in own },
      showing: data.map { ($0.template, $0.exampleFrame(texts)) })
    let unseen = Set(own.keys).subtracting(templates.reached)
    guard unseen.isEmpty else {
      throw PageDefect("no page shows \(unseen.sorted().joined(separator: ", "))")
    }
  }

  /// Where a file of the service's is, or else one of those that all share.
  func path(_ file: String) -> String {
    assets.has(file) ? assets.path(file) : SharedPages.assets.path(file)
  }

  /// Serves the files that the pages refer to, the shared ones too: for a server that has no
  /// `ServiceRouter`.
  public func addFiles(to router: some RouterMethods) {
    SharedPages.assets.addRoutes(to: router)
    assets.addRoutes(to: router)
  }

  /// The pages that every service has: what there is for the visitor, and problems.
  static func shared() throws(PageDefect) -> Pages { try made.get() }

  /// Once, however many services a process has.
  private static let made: Result<Pages, PageDefect> = Result { () throws(PageDefect) in
    try Pages(
      own: [:], and: SharedPages.templates, showing: SharedPages.data,
      texts: SharedPages.allTexts(), assets: SharedPages.assets)
  }
}

extension PageData {
  fileprivate static func exampleFrame(_ texts: Texts) -> PageFrame { .example(example, texts) }
}

/// What all pages share, embedded in the executable.
enum SharedPages {
  static let templates = [
    "acts": PackageResources.acts_mustache,
    "api": PackageResources.api_mustache,
    "banner": PackageResources.banner_mustache,
    "bar": PackageResources.bar_mustache,
    "card": PackageResources.card_mustache,
    "confirm": PackageResources.confirm_mustache,
    "document": PackageResources.document_mustache,
    "empty": PackageResources.empty_mustache,
    "field": PackageResources.field_mustache,
    "filter-bar": PackageResources.filter_bar_mustache,
    "form": PackageResources.form_mustache,
    "form-keys": PackageResources.form_keys_mustache,
    "fragment": PackageResources.fragment_mustache,
    "home": PackageResources.home_mustache,
    "layout": PackageResources.layout_mustache,
    "list": PackageResources.list_mustache,
    "live-mark": PackageResources.live_mark_mustache,
    "mark": PackageResources.mark_mustache,
    "mistakes": PackageResources.mistakes_mustache,
    "moment": PackageResources.moment_mustache,
    "notice": PackageResources.notice_mustache,
    "outline": PackageResources.outline_mustache,
    "pager": PackageResources.pager_mustache,
    "photo-form": PackageResources.photo_form_mustache,
    "person": PackageResources.person_mustache,
    "photo-figure": PackageResources.photo_figure_mustache,
    "problem": PackageResources.problem_mustache,
    "prose": PackageResources.prose_mustache,
    "radio-cards": PackageResources.radio_cards_mustache,
    "send-again": PackageResources.send_again_mustache,
    "steps": PackageResources.steps_mustache,
    "summary": PackageResources.summary_mustache,
    "tabs": PackageResources.tabs_mustache,
  ]
  static let data: [any PageData.Type] = [
    HomeView.self, ProblemView.self, APIView.self, DocumentView.self, SendAgain.self,
    ConfirmView.self,
  ]
  static let texts: [Language: [UInt8]] = [
    .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
  ]
  private static let parsedTexts: Result<Texts, PageDefect> = Result { () throws(PageDefect) in
    try Texts(texts)
  }

  static func allTexts() throws(PageDefect) -> Texts { try parsedTexts.get() }

  static let assets = PageAssets(
    folder: "site",
    files: [
      "style.css": PackageResources.style_css, "icon.svg": PackageResources.icon_svg,
      "steady.js": PackageResources.steady_js, "live.js": PackageResources.live_js,
      "in-place.js": PackageResources.in_place_js, "photo.js": PackageResources.photo_js,
    ])
}
