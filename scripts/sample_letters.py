"""What Jana's LinkedIn archive holds beside Connections.csv: her profile and her letters."""

from typing import Final

PROFILE: Final = [
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers",
    "Jana,Okoro,,,3 Sept,Analytics Engineer at Wolkenfurt Energie,"
    '"Eleven years between warehouses: first the kind with forklifts, then the kind with tables. '
    'I like pipelines that let people sleep.",Renewable Energy,12045,'
    '"Berlin, Germany",,[PERSONAL:https://jana.example.net],',
]
POSITIONS: Final = [
    "Company Name,Title,Description,Location,Started On,Finished On",
    'Wolkenfurt Energie,Analytics Engineer,,"Berlin, Germany",Mar 2023,',
    "Lorimanda Health,Data Analyst,From spreadsheets to a warehouse with tests.,"
    '"Berlin, Germany",Jan 2018,Feb 2023',
    'Murmelfeld Logistik,Logistics Analyst,,"Hamburg, Germany",Oct 2013,Dec 2017',
    'Murmelfeld Logistik,Working Student,,"Hamburg, Germany",Apr 2011,Sep 2013',
]
EDUCATION: Final = [
    "School Name,Start Date,End Date,Notes,Degree Name,Activities",
    'Universität Falkenmoor,2008,2013,,"M.Sc., Statistics",Hochschulchor',
]
SKILLS: Final = ["Name", *(
    "SQL", "Python", "Data Modeling", "ETL", "Data Warehousing", "Apache Kafka", "Dashboards",
    "Statistics", "Logistics", "Forecasting", "Testing", "Git", "Data Quality", "Orchestration",
    "German", "English", "Swedish", "Mentoring", "Technical Writing", "Choral Singing",
)]  # fmt: skip
# Who vouches: day and hour, skill, person, status.
ENDORSEMENTS: Final = [
    ("2015/03/12 09:41:07 UTC", "SQL", "Deniz Kaplandere", "ACCEPTED"),
    ("2015/03/12 09:41:15 UTC", "Logistics", "Deniz Kaplandere", "ACCEPTED"),
    ("2019/07/30 16:20:44 UTC", "Data Modeling", "Olumide Balogunsi", "ACCEPTED"),
    ("2019/07/30 16:20:51 UTC", "Python", "Olumide Balogunsi", "ACCEPTED"),
    ("2021/01/18 12:02:33 UTC", "Statistics", "Katarzyna Wójcikowa", "ACCEPTED"),
    ("2022/11/04 08:15:00 UTC", "Testing", "Stefan Moorkampen", "ACCEPTED"),
    ("2023/02/27 17:55:12 UTC", "Data Quality", "Babajide Ogunbanjoko", "ACCEPTED"),
    ("2024/10/18 07:30:29 UTC", "Technical Writing", "Rafael Teixeirinha", "ACCEPTED"),
    ("2025/05/06 19:11:48 UTC", "Apache Kafka", "Hồng Vân Lê Thị", "ACCEPTED"),
    ("2025/12/01 10:00:03 UTC", "Mentoring", "Priyanka Raghunathar", "PENDING"),
    ("2026/02/11 14:26:37 UTC", "Orchestration", "Tomasz Zielonkowicz", "ACCEPTED"),
    ("2026/03/02 21:08:16 UTC", "Singing", "Bernd Kaltwasserer", "HIDDEN"),
]
RECOMMENDATIONS: Final = [
    "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    "Deniz,Kaplandere,Zinnhafen Mobility,Head of Data,"
    '"Jana found the error in our stock figures that three audits had missed, and then explained '
    'it to the people on the floor first.","11/21/17, 08:12 AM",VISIBLE',
    "Olumide,Balogunsi,Quellmoor Analytics,Staff Data Engineer,"
    '"She writes the test before the model. I would have her on any team.",'
    '"02/24/23, 05:40 PM",VISIBLE',
]
# Who asked whom: hour, person, did they ask, message.
INVITATIONS: Final = [
    ("5/22/24, 6:12 PM", "Minh Anh Nguyễn Khuê", True, "We met at the drone demo!"),
    ("3/14/24, 9:03 PM", "遥 佐々木", True, ""),
    ("1/25/23, 8:47 AM", "Tomasz Zielonkowicz", False, "Rafael says you are building a team."),
    ("9/29/22, 11:30 AM", "Carmen Ibáñez-Rüdiger", True, ""),
    ("6/9/21, 7:59 PM", "Hồng Vân Lê Thị", False, "Your talk on late events saved my week."),
    ("6/1/26, 7:15 AM", "Edeltraud Nimmermehrer", True, "I can double your leads."),
    ("6/12/26, 4:31 PM", "Korbinian Weltenbummel", False, "I would like to hear about Tidenrand."),
]
# One conversation per list: title, then hour, sender ("" is Jana), receivers, text.
MESSAGES: Final = [
    ("", [
        ("2026-05-05 07:32:10 UTC", "", ["Babajide Ogunbanjoko"], "Hi Babajide, how is Quellmoor treating you?"),
    ]),
    ("", [
        ("2026-06-11 18:04:55 UTC", "", ["Olumide Balogunsi"], "Will your team grow this year? No hurry."),
        ("2026-06-13 09:21:40 UTC", "Olumide Balogunsi", [""], "Likely in autumn. Let me ask, and come by for chess."),
        ("2026-06-13 09:40:02 UTC", "", ["Olumide Balogunsi"], "Gladly. I bring the notes on the orchestrator."),
    ]),
    ("", [
        ("2026-06-19 11:15:31 UTC", "", ["Yasemin Tunçeloğlu"], "Which teams in Berlin hire data engineers this autumn?"),
    ]),
    ("", [
        ("2026-04-02 19:48:12 UTC", "", ["Hồng Vân Lê Thị"], "How do you replay a topic after a bug?"),
        ("2026-04-03 06:58:47 UTC", "Hồng Vân Lê Thị", [""], "Short answer: slowly. Notes attached, <b>not</b> for the web."),
        ("2026-04-09 20:10:00 UTC", "", ["Hồng Vân Lê Thị"], "Thank you! They are gold."),
    ]),
    ("Stammtisch in July", [
        ("2026-06-20 15:00:09 UTC", "Rafael Teixeirinha", ["", "Tomasz Zielonkowicz", "Hồng Vân Lê Thị"],
         "Who speaks in July?\nWe have the room until ten."),
        ("2026-06-20 15:44:38 UTC", "Tomasz Zielonkowicz", ["", "Rafael Teixeirinha", "Hồng Vân Lê Thị"],
         "I could, on what broke last week."),
        ("2026-06-20 17:21:56 UTC", "", ["Rafael Teixeirinha", "Tomasz Zielonkowicz", "Hồng Vân Lê Thị"],
         "Then I bring the cake."),
    ]),
    ("", [
        ("2025-11-12 10:05:27 UTC", "", ["Priyanka Raghunathar"], "Meet Katarzyna: she forecasts what you want to forecast."),
        ("2025-11-12 12:39:03 UTC", "Priyanka Raghunathar", [""], "Perfect, thank you, Jana!"),
    ]),
    ("", [
        ("2023-02-25 16:17:18 UTC", "Stefan Moorkampen", [""], "All the best for the new place!"),
    ]),
    ("Your career", [
        ("2026-06-24 08:00:00 UTC", "LinkedIn Member", [""], "An exciting opportunity awaits you, \"Jana\"."),
    ]),
]  # fmt: skip
DRAFT: Final = ("2026-06-25 22:51:34 UTC", "Deniz Kaplandere", "Dear Deniz, I have thought for long whether to ask")
