import Contracts
import ServiceKit

/// What the portal's pages are made of.
enum PortalPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.portal_en_txt, .russian: PackageResources.portal_ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: ApplicantsPortalModule.name,
      templates: [
        "apply": PackageResources.apply_mustache,
        "apply-sent": PackageResources.apply_sent_mustache,
      ],
      showing: [ApplyView.self, SentView.self], texts: texts)
  }
}
