import ServiceKit

// A draft's questions, as far as there are any: a draft may be any object.
extension JSONValue {
  var draftQuestions: [JSONValue] { self["questions"]?.array ?? [] }

  func withQuestions(_ questions: [JSONValue]) -> JSONValue {
    placing(.array(questions), at: ["questions"])
  }

  /// With another question at an index, or with one more at the end.
  func placingQuestion(_ question: JSONValue, at index: Int) -> JSONValue {
    var questions = draftQuestions
    if questions.indices.contains(index) {
      questions[index] = question
    } else {
      questions.append(question)
    }
    return withQuestions(questions)
  }

  func removingQuestion(at index: Int) -> JSONValue {
    var questions = draftQuestions
    if questions.indices.contains(index) { questions.remove(at: index) }
    return withQuestions(questions)
  }

  /// With a question where its neighbour is; at an end nothing is beside it.
  func swappingQuestions(_ index: Int, _ neighbour: Int) -> JSONValue {
    var questions = draftQuestions
    if questions.indices.contains(index), questions.indices.contains(neighbour) {
      questions.swapAt(index, neighbour)
    }
    return withQuestions(questions)
  }
}
