import Contracts
import ServiceKit

/// What the pages of draws are made of.
enum DrawPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.draws_en_txt,
    .russian: PackageResources.draws_ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: QualityModule.name,
      templates: [
        "draws": PackageResources.draws_mustache,
        "draws-new": PackageResources.draws_new_mustache,
        "draws-one": PackageResources.draws_one_mustache,
      ], showing: [DrawsView.self, NewDrawView.self, DrawView.self], texts: texts)
  }
}
