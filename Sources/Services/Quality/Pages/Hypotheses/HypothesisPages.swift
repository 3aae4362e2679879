import Contracts
import FoundationEssentials
import ServiceKit

/// What the pages of hypotheses are made of.
enum HypothesisPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.hypotheses_en_txt,
    .russian: PackageResources.hypotheses_ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: QualityModule.name,
      templates: [
        "hypotheses": PackageResources.hypotheses_mustache,
        "hypotheses-new": PackageResources.hypotheses_new_mustache,
        "hypotheses-one": PackageResources.hypotheses_one_mustache,
      ],
      showing: [HypothesesView.self, NewHypothesisView.self, HypothesisView.self], texts: texts)
  }

  static func links() throws -> [PageLink] {
    [
      PageLink(
        .hypothesisPages, roles: [.manager], title: "hypotheses", texts: try Texts(texts))
    ]
  }
}

extension Address {
  static let hypothesisPages = Address("/hypotheses")
  static let newHypothesisPage = hypothesisPages.below("new")
  static let hypothesesFile = hypothesisPages.below("file")

  static func page(ofHypothesis id: UUID) -> Address { hypothesisPages.below(id.wire) }
}
