who-title = Who is who
who-danger = Is somebody in danger now? Call
who-officers = The trafficking officer
who-officers-what = Every signal comes in confidence to the trafficking officer. Not sure whether something is a signal? Just call.
who-team = Team
who-phone = Phone
who-present = Present
who-no-phone = No phone number given yet.
who-nobody = There is no trafficking officer yet. Ask your administrator.
who-happens = What happens with a signal
who-step-1 = You report what you see. One sentence is enough, and nobody sees your name but the trafficking officer.
who-step-2 = The trafficking officer assesses it within { $days ->
    [one] one day
   *[other] { $days } days
  }, urgent ones within { $hours } hours.
who-step-3 = Does a person, company or address occur already, then that is laid beside it. If need be, the signal is discussed.
who-step-4 = It goes on to the partner who can do something with it.
who-step-5 = That partner tells back what happened.
who-step-6 = You hear what was done with your signal, in the way you chose.
who-partners = Partners
who-partners-what = The municipality works together with these organisations. The trafficking officer hands over; you need not call them yourself.
who-some = For a form of exploitation
who-any = For every form of exploitation
who-others = Other partners
who-numbers = Numbers that anybody may call
who-report = Report a signal
reach-open = How can you be reached?
reach-team = Team
reach-phone = Phone number
reach-present = When are you present?
    .hint = For example: Monday and Thursday, 9 to 16.
done-reach = This is how colleagues find you.
error-reach-phone = Fill in a phone number, such as 0348 12 34 56.
error-reach-long = Write this shorter: at most 120 characters.
first-reach = Fill in on which number and when you can be reached
