import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// What is about to be published, beside what was published last.
struct PublishView: PageData {
  static let template = "tests-publish"

  let lead: String
  let changes: [String]
  /// What it is published as, if nothing was before, or nothing is changed; nil: the changes say it.
  let remark: String?
  let form: FormView?
  let draft: String

  static var example: PublishView {
    PublishView(
      lead: "Version 2.", changes: ["late_bus is new"], remark: "Nothing.", form: .example,
      draft: "/tests/1/draft")
  }
}

extension ApplicantsModule {
  /// `/tests/{id}/draft/publish`.
  func addPublishPage(to routes: PageRoutes) {
    routes.form("/tests/{id}/draft/publish", for: .manager, show: publishPage) { visit, form in
      let id = try visit.context.id()
      let version = try visit.version(of: form)
      try form.finish()
      return try await publish(
        id, if: .versions([version]), by: visit.caller, try visit.idempotencyKey(form)
      ) { published in
        visit.redirection(
          to: Address.page(of: id).path,
          notice: published.version.isDefault ? "published_default" : "published")
      }
    }
  }

  @Sendable private func publishPage(_ visit: Visit) async throws -> Response {
    let (id, texts) = (try visit.context.id(), visit.texts)
    let test = try await find(HiringTest.self, id)
    let draft = try await findDraft(id)
    let last = try await database.read(ListVersions(test: id, before: nil, limit: 1)).first
    let number = (last?.number ?? 0) + 1
    let page = Address.draftPage(of: id).path
    let document = try? draft.publishable()
    var before: TestDocument?
    if let last {
      let published = try await find(PublishedPlace(test: id, number: Int32(last.number)))
      before = TestDocument(joining: published.paper, published.scoring)
    }
    let changes = document.map { TestChanges(from: before, to: $0).words(texts) } ?? []
    let remark: String? =
      if document == nil {
        texts.text("publish_mistakes", ["count": "\(draft.mistakes.count)"])
      } else if before == nil {
        texts.text("publish_first")
      } else {
        changes.isEmpty ? texts.text("publish_unchanged") : nil
      }
    return visit.page(
      PublishView(
        lead: texts.text("publish_lead", ["number": "\(number)", "name": test.name]),
        changes: changes, remark: remark,
        form: document.map { _ in
          visit.form(
            submit: texts.text("publish"), back: page,
            hidden: [("version", "\(draft.version)")])
        }, draft: page),
      titleKey: "publish_title")
  }
}
