import Contracts
import ServiceKit

/// What the pages of reviews are made of.
enum ReviewPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.reviews_en_txt, .russian: PackageResources.reviews_ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: QualityModule.name,
      templates: [
        "reviews": PackageResources.reviews_mustache,
        "reviews-one": PackageResources.reviews_one_mustache,
        "reviews-facts": PackageResources.reviews_facts_mustache,
        "reviews-sheet": PackageResources.reviews_sheet_mustache,
        "reviews-field": PackageResources.reviews_field_mustache,
        "reviews-act": PackageResources.reviews_act_mustache,
        "reviews-close": PackageResources.reviews_close_mustache,
      ],
      showing: [ReviewsView.self, ReviewPageView.self, ReviewActView.self, ReviewCloseView.self],
      texts: texts)
  }

  static func links() throws -> [PageLink] {
    let texts = try Texts(texts)
    return [PageLink(.reviewPages, roles: [.manager], title: "reviews", texts: texts)]
  }
}
