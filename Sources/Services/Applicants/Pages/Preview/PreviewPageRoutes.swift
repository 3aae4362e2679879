import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

extension ApplicantsModule {
  /// `…/preview` of a version and of a draft: nothing of it is kept.
  ///
  /// - Parameter texts: in all languages in which a test may be asked.
  func addPreviewPages(to routes: PageRoutes, _ texts: Texts) {
    addPreview("/tests/{id}/versions/{number}/preview", to: routes, texts) { visit in
      let place = try PublishedPlace(visit.context)
      let published = try await find(place)
      return PreviewSource(
        paper: published.paper, scoring: published.scoring, page: place.page.below("preview"),
        back: place.page)
    }
    addPreview("/tests/{id}/draft/preview", to: routes, texts) { visit in
      let id = try visit.context.id()
      let document = try await findDraft(id).publishable()
      let page = Address.draftPage(of: id)
      return PreviewSource(
        paper: document.paper, scoring: document.scoring, page: page.below("preview"), back: page)
    }
  }

  private func addPreview(
    _ path: RouterPath, to routes: PageRoutes, _ texts: Texts,
    _ find: @escaping @Sendable (Visit) async throws -> PreviewSource
  ) {
    routes.readingQuery.get(path, for: .manager) { visit in
      let query = visit.query()
      let seed = query.int("seed", 0...Int.max)
      let language = query.choice("language", Language.self)
      try query.finish()
      let source = try await find(visit)
      return visit.preview(of: source, seed: seed, texts[language ?? visit.language], nil)
    }
    routes.post(path, for: .manager) { visit, form in
      let source = try await find(visit)
      let seed = form.int("seed", 0...Int.max)
      let language = form.choice("language", Language.self)
      let answers = PreviewAnswers(form, to: source.paper, source.scoring)
      try form.finish()
      return visit.preview(of: source, seed: seed, texts[language ?? visit.language], answers)
    }
  }
}

/// What is tried, and where.
private struct PreviewSource: Sendable {
  let paper: Paper
  let scoring: Scoring
  let page: Address
  let back: Address
}

extension Visit {
  fileprivate func preview(
    of source: PreviewSource, seed: Int?, _ asked: LocalTexts, _ answers: PreviewAnswers?
  ) -> Response {
    let preview = Preview(
      paper: source.paper, scoring: source.scoring, seed: UInt64(seed ?? 1), asked: asked,
      answers: answers)
    var response = page(
      preview.view(at: source.page, back: source.back, texts),
      titleKey: preview.isMistaken ? "mistaken_title" : "plain_title",
      ["title": texts.text("preview_title")])
    if preview.isMistaken { response.status = .badRequest }
    return response
  }
}
