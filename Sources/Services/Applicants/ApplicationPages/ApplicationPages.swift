import Contracts
import ServiceKit

/// What the pages of applications are made of.
enum ApplicationPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.applications_en_txt, .russian: PackageResources.applications_ru_txt,
  ].merging(HiringPages.shared, uniquingKeysWith: +)

  static func pages() throws -> Pages {
    try Pages(
      service: ApplicantsModule.name,
      templates: [
        "applications": PackageResources.applications_mustache,
        "applications-one": PackageResources.applications_one_mustache,
        "applications-facts": PackageResources.applications_facts_mustache,
        "applications-act": PackageResources.applications_act_mustache,
        "applications-choice": PackageResources.applications_choice_mustache,
        "applications-tests": PackageResources.applications_tests_mustache,
        "applications-set": PackageResources.applications_set_mustache,
        "applications-attempt": PackageResources.applications_attempt_mustache,
        "applications-link": PackageResources.applications_link_mustache,
        "applications-bulk": PackageResources.applications_bulk_mustache,
        "applications-bulk-done": PackageResources.applications_bulk_done_mustache,
        "applications-marking": PackageResources.applications_marking_mustache,
        "applications-mark": PackageResources.applications_mark_mustache,
      ],
      showing: [
        ApplicationsView.self, OneApplicationView.self, ActView.self, ChoiceView.self,
        TestSetView.self, AttemptPageView.self, LinkView.self, BulkView.self, BulkDoneView.self,
        MarkingView.self, MarkView.self,
      ], texts: texts)
  }

  static func links() throws -> [PageLink] {
    let texts = try Texts(texts)
    return [PageLink(.applicationPages, roles: [.manager], title: "applications", texts: texts)]
  }
}
