import ServiceKit

/// A button of the pipeline's page.
enum DraftAct: Equatable, Sendable {
  /// Nothing but the page once more.
  case show
  case move(Int, by: Int)
  case remove(Int)
  case add
  case tryIt
  case save

  /// - Parameter value: what the button sends, such as `up-3`; anything else only shows the page.
  init(_ value: String) {
    let parts = value.split(separator: "-", maxSplits: 1).map(String.init)
    let index = parts.count == 2 ? Int(parts[1]) : nil
    self =
      switch (parts.first, index) {
      case ("up", let index?): .move(index, by: -1)
      case ("down", let index?): .move(index, by: 1)
      case ("remove", let index?): .remove(index)
      case ("add", nil): .add
      case ("try", nil): .tryIt
      case ("save", nil): .save
      default: .show
      }
  }
}

extension PipelineDraft {
  /// What becomes of it; trying and saving leave it as it is.
  ///
  /// - Parameter added: what was chosen to be added.
  func after(_ act: DraftAct, added: String) -> PipelineDraft {
    var draft = self
    switch act {
    case .move(let index, let places): draft.move(index, by: places)
    case .remove(let index): draft.remove(index)
    case .add: draft.add(added)
    case .show, .tryIt, .save: break
    }
    return draft
  }
}
