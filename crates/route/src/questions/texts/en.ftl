questions-title = Questions from colleagues
questions-text = Colleagues ask here whether something is a signal, without reporting. Who asks stands nowhere: you do not see it either. Think along. Is it a signal? Then say so: with one button the colleague makes a report of it.
questions-none = There are no questions.
questions-one = Question { $number }
questions-due = Answer: { $due }
questions-ends = Answered. This question goes on { $day }.
questions-asked = Question
questions-answered = Answer
questions-more = Write something more
question-answer = Your answer
    .hint = Do not ask for names. Is it urgent? Then write that the colleague should call you.
questions-send = Send answer
questions-wait = { $count ->
    [one] One question waits for an answer{ $late ->
        [0] .
       *[other] {" "}and is late.
      }
   *[other] { $count } questions wait for an answer{ $late ->
        [0] .
        [one] , one is late.
       *[other] , { $late } are late.
      }
  }
questions-go = To the questions
done-question-answered = Your answer is ready for who asked.
error-question-empty = Write something first.
error-question-long = This is too long. Write it shorter: 6000 characters fit.
error-question-newer = Meanwhile who asked wrote something more. Read that first; your text is still here.
error-answer-gone = This question is gone: who asked is done with it. What you wrote stands below.
error-question-gone = This question is not there any more. What you wrote, you can send as a new question.
error-question-many = Ten of your questions still wait. Call the officer if it cannot wait.
error-question-waits = This question still waits for an answer.
