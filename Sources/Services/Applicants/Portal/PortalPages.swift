import Contracts
import ServiceKit

/// What the portal's pages are made of.
enum PortalPages {
  private static let texts = [
    Language.english: PackageResources.portal_en_txt, .russian: PackageResources.portal_ru_txt,
  ].merging(AnswerView.texts, uniquingKeysWith: +)

  static func pages() throws -> Pages {
    try Pages(
      service: ApplicantsPortalModule.name,
      templates: [
        "apply": PackageResources.apply_mustache,
        "apply-sent": PackageResources.apply_sent_mustache,
        "answer": PackageResources.answer_mustache,
        "clock": PackageResources.clock_mustache,
        "hand-in": PackageResources.hand_in_mustache,
        "holder": PackageResources.holder_mustache,
        "late": PackageResources.late_mustache,
        "leave": PackageResources.leave_mustache,
        "more-time": PackageResources.more_time_mustache,
        "overview": PackageResources.overview_mustache,
        "practice": PackageResources.practice_mustache,
        "question": PackageResources.question_mustache,
        "start": PackageResources.start_mustache,
      ],
      showing: [
        ApplyView.self, SentView.self, HolderView.self, LeaveView.self, StartView.self,
        PracticeView.self, QuestionView.self, OverviewView.self, HandInView.self, LateView.self,
      ], texts: texts,
      files: [
        "clock.css": PackageResources.clock_css, "sitting.js": PackageResources.sitting_js,
      ])
  }
}
