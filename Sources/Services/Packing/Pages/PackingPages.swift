import Contracts
import ServiceKit

/// What packing's pages are made of.
enum PackingPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: PackingModule.name,
      templates: ["packages": PackageResources.packages_mustache], showing: [PackagesView.self],
      texts: texts, files: ["packages.css": PackageResources.packages_css])
  }

  static func links() throws -> [PageLink] {
    let texts = try Texts(texts)
    return [
      PageLink(
        .packages, roles: [.clerk], homeOf: [.clerk], title: "packages", texts: texts),
      PageLink(.packages, roles: [.worker], title: "own_packages", texts: texts),
    ]
  }
}
