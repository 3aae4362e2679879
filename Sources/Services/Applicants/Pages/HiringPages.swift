import Contracts
import ServiceKit

/// What the pages of managers are made of.
enum HiringPages {
  /// What all pages of managers say, those of applications too.
  static let shared = [
    Language.english: PackageResources.managers_en_txt, .russian: PackageResources.managers_ru_txt,
  ]

  private static let files = [
    Language.english: PackageResources.tests_en_txt, .russian: PackageResources.tests_ru_txt,
  ].merging(AnswerView.texts, uniquingKeysWith: +).merging(shared, uniquingKeysWith: +)

  static func texts() throws -> Texts { try Texts(files) }

  static func pages() throws -> Pages {
    try Pages(
      service: ApplicantsModule.name,
      templates: [
        "tests": PackageResources.tests_mustache,
        "tests-new": PackageResources.tests_new_mustache,
        "tests-test": PackageResources.tests_test_mustache,
        "tests-draft": PackageResources.tests_draft_mustache,
        "tests-edit": PackageResources.tests_edit_mustache,
        "tests-sheet": PackageResources.tests_sheet_mustache,
        "tests-field": PackageResources.tests_field_mustache,
        "tests-publish": PackageResources.tests_publish_mustache,
        "tests-version": PackageResources.tests_version_mustache,
        "tests-statistics": PackageResources.tests_statistics_mustache,
        "tests-scoring": PackageResources.tests_scoring_mustache,
        "tests-dry-run": PackageResources.tests_dry_run_mustache,
        "tests-preview": PackageResources.tests_preview_mustache,
        "answer": PackageResources.answer_mustache,
        "vacancies": PackageResources.vacancies_mustache,
      ],
      showing: [
        TestsView.self, NewTestView.self, TestView.self, DraftView.self, EditView.self,
        PublishView.self, VersionView.self, ScoringView.self, PreviewView.self,
        VacanciesView.self,
      ], texts: files)
  }

  static func links() throws -> [PageLink] {
    let texts = try texts()
    return [
      PageLink(.vacancyPages, roles: [.manager], title: "vacancies", texts: texts),
      PageLink(.testPages, roles: [.manager], title: "tests", texts: texts),
    ]
  }
}
